const http = require('node:http');

const server = http.createServer((request, response) => {
  response.end('Hello from node:http');
});

server.listen(process.env.PORT || 8080, '0.0.0.0');

process.on('SIGTERM', () => server.close());
