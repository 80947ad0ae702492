export function greet(name) {
  return `Hello from ${name}, built after what it depends on`;
}
