export default function Home() {
  return <p>Hello from React Router</p>;
}
