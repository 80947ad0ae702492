import { nanoid } from "nanoid";

const server = Bun.serve({
  port: Number(process.env.PORT ?? 3000),
  routes: {
    "/": () => new Response(`Hello from Bun.serve, ${nanoid(8).length} letters`),
    "/health": () => new Response("well"),
  },
});

console.log(`listening on ${server.port}`);
