import express from 'express';
import { greeting } from './greeting.js';

const app = express();
const port = process.env.PORT || 3000;

// app.get('/not-a-route') stands in a comment
app.get('/', (request, response) => {
  response.send(greeting(process.env.GREETED ?? 'world'));
});

app.get('/health', (request, response) => response.json({ ok: true }));

app.listen(port, () => {
  console.log(`listening on ${port}`);
});
