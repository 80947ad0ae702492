export default function Home() {
  return <p>Hello from SolidStart</p>;
}
