// What client.ts talks to: about a kilobyte of JSON with a running number. Not part of what is measured.
import http from 'node:http';

const pad = 'x'.repeat(860);
let answered = 0;

const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    const body = JSON.stringify({ id: ++answered, url: request.url, items: [1, 2, 3, 4, 5, 6, 7, 8], pad });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
