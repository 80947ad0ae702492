import { Hono } from "hono";

const app = new Hono();

app.get("/", (context) => context.text("Hello from Hono on Deno"));
app.get("/healthz", (context) => context.text("well"));

export default app;
