export default function Page() {
  return <p>Hello from an export of Next.js</p>;
}
