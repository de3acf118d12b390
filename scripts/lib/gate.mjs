// The door in front of a VS Code in the browser. Whoever reaches it can run programs as the user, so it lets in only
// who knows the token (other users of the machine do not), and only under the name of this machine (so that a web
// page which points its own name at 127.0.0.1 does not get through).
import { timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { Problem } from './project.mjs';

const refusal = 'Open the address that was printed where this VS Code was started.\n';

function isSame(given, token) {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Listens on 127.0.0.1 and passes everything that may enter on to a server on a socket.
 * @param {{socket: string, token: string, ports: Iterable<number>}} options the first port that is free is taken
 * @returns {Promise<{port: number, close: () => void}>}
 */
export async function openGate({ socket, token, ports }) {
  const server = http.createServer();
  const port = await listen(server, ports);
  const cookieName = `stepwise-${port}`;
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);

  const mayEnter = (request) => {
    if (!hosts.has(request.headers.host ?? '')) return false;
    const cookies = (request.headers.cookie ?? '').split(/;\s*/);
    return cookies.some((cookie) => {
      const [name, value] = cookie.split('=');
      return name === cookieName && isSame(value ?? '', token);
    });
  };
  const onward = ({ method, url, headers }) =>
    http.request({ socketPath: socket, method, path: url, headers });

  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    const given = url.searchParams.get('token');
    if (given !== null && isSame(given, token) && hosts.has(request.headers.host ?? '')) {
      url.searchParams.delete('token');
      const cookie = `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`;
      response.writeHead(302, { location: `${url.pathname}${url.search}`, 'set-cookie': cookie }).end();
      return;
    }
    if (!mayEnter(request)) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end(refusal);
      return;
    }
    const passed = onward(request);
    passed.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  });

  server.on('upgrade', (request, client, head) => {
    client.on('error', () => client.destroy());
    if (!mayEnter(request)) {
      client.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    const passed = onward(request);
    passed.on('error', () => client.destroy());
    passed.on('response', () => client.destroy());
    passed.on('upgrade', (answer, upstream, first) => {
      upstream.on('error', () => client.destroy());
      client.on('close', () => upstream.destroy());
      const lines = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`];
      for (let i = 0; i < answer.rawHeaders.length; i += 2)
        lines.push(`${answer.rawHeaders[i]}: ${answer.rawHeaders[i + 1]}`);
      client.write(`${lines.join('\r\n')}\r\n\r\n`);
      client.write(first);
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    passed.end();
  });
  return {
    port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listen(server, ports) {
  let last = 0;
  for (const port of ports) {
    last = port;
    if (await listenOn(server, port)) return server.address().port;
  }
  throw new Problem(
    `Port ${last} is in use. Choose another with --port N, or leave it out to take any free one.`,
  );
}

function listenOn(server, port) {
  return new Promise((resolve, reject) => {
    const failed = (error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', failed);
      resolve(true);
    });
  });
}
