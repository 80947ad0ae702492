const port = Number(Deno.env.get("PORT") ?? 8000);

Deno.serve({ port }, (request) => {
  const { pathname } = new URL(request.url);
  return new Response(`Hello from Deno.serve at ${pathname}`);
});
