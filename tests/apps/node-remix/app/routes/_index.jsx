export default function Index() {
  return <p>Hello from Remix</p>;
}
