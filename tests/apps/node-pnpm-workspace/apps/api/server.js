import Koa from 'koa';
import { price } from '@shop/prices';

const app = new Koa();

app.use((context) => {
  context.body = `Hello from a pnpm workspace: ${price(3)}`;
});

app.listen(Number(process.env.PORT ?? 4000));
