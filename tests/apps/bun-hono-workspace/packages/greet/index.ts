export function greet(name: string): string {
  return `Hello from ${name} on Bun ${Bun.version.split(".")[0]}`;
}
