import { serve } from "@hono/node-server"
import { Hono } from "hono"

const app = new Hono()

app.get("/", (context) => context.text("Hello from Hono on Node"))
app.get("/healthz", (context) => context.text("well"))

serve(app)
