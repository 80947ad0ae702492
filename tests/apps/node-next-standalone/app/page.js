export const dynamic = "force-dynamic";

export default function Page() {
  return <p>Hello from the standalone output of Next.js</p>;
}
