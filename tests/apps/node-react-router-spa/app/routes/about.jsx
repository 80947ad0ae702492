export default function About() {
  return <p>About React Router</p>;
}
