import { greet } from "greet";
import { Hono } from "hono";

const app = new Hono();

app.get("/", (context) => context.text(greet("Hono")));

export default app;
