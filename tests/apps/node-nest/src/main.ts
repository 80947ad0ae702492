import { Controller, Get, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";

@Controller()
class Greeting {
  @Get()
  greet(): string {
    return "Hello from Nest";
  }
}

@Module({ controllers: [Greeting] })
class App {}

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(App);
  app.enableShutdownHooks();
  await app.listen(process.env.PORT ?? 3000);
}

void bootstrap();
