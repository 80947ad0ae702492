import fastify from 'fastify';

interface Health {
  status: string;
}

const app = fastify({ logger: true });

app.get('/healthz', async (): Promise<Health> => ({ status: 'ok' }));
app.get('/', async () => 'Hello from Fastify in TypeScript');

const port: number = Number(process.env.PORT ?? 3000);

app.listen({ port, host: '0.0.0.0' }).catch((problem: unknown) => {
  app.log.error(problem);
  process.exit(1);
});
