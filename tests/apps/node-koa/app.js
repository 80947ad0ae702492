import Koa from "koa";

const greeting = process.env.GREETING;
if (!greeting) {
  throw new Error("GREETING is not set");
}

const app = new Koa();

app.use((context) => {
  context.body = `${greeting} from Koa`;
});

app.listen(process.env.PORT || 3000);
