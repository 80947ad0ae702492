export const greeting = (name) => `Hello, ${name}, from Express`;
