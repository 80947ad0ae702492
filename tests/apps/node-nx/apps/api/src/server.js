import { createServer } from "node:http";
import { greet } from "greet";

const server = createServer((request, response) => response.end(greet("a workspace of Nx")));

server.listen(Number(process.env.PORT ?? 3000));
process.on("SIGTERM", () => server.close());
