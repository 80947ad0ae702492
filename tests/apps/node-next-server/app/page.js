export const dynamic = "force-dynamic";

export default function Page() {
  return <p>Hello from the server of Next.js</p>;
}
