// axios: instances, interceptors, errors, transforms, streams, aborts, timeouts, redirects.
import type { IncomingMessage } from 'node:http';
import axios, { AxiosError, isAxiosError, type InternalAxiosRequestConfig } from 'axios';

const baseURL = process.env['PEER']!;
const client = axios.create({ baseURL, timeout: 5_000, headers: { 'x-client': 'case' } });
client.interceptors.request.use((config: InternalAxiosRequestConfig & { began?: number }) => {
  config.began = Date.now();
  config.headers.set('x-id', Math.random().toString(36));
  return config;
});
client.interceptors.response.use((response) => {
  console.log(response.config.url!.startsWith('/wait') ? '~' : '-', 'took', typeof (Date.now() - (response.config as unknown as { began: number }).began), response.status);
  return response;
}, async (error: AxiosError) => {
  console.log('intercepted', error.code);
  return Promise.reject(error);
});

const { data, headers } = await client.get<{ method: string; client: string; id: string }>('/json', { params: { a: [1, 2], b: 'x y' } });
console.log(data.method, data.client, data.id.length > 3, headers['content-type'], headers.get('x-powered'));
console.log(`~ ${data.id}`);
console.log((await client.post<{ body: string }>('/json', { n: 1 }, { transformResponse: [(text: string) => ({ ...(JSON.parse(text) as object), id: '', transformed: true })] })).data);

for (const path of ['/404', '/500', '/broken', '/slow']) {
  try {
    await client.get(path, path === '/slow' ? { timeout: 30 } : { validateStatus: (status) => status < 500 && status !== 404 });
  } catch (error) {
    if (!isAxiosError(error)) throw error;
    console.log(path, error instanceof AxiosError, error instanceof Error, error.code, error.message, error.response?.status, JSON.stringify(error.response?.data), error.config?.url);
  }
}

const controller = new AbortController();
const aborted = client.get('/slow', { signal: controller.signal });
setTimeout(() => { controller.abort(); }, 5);
await aborted.catch((error: unknown) => { console.log('cancelled', axios.isCancel(error), (error as Error).name); });

const stream = (await client.get<IncomingMessage>('/chunks', { responseType: 'stream' })).data;
let text = '';
stream.on('data', (chunk: Buffer) => { text += chunk.toString(); });
await new Promise<void>((done) => { stream.on('end', done); });
console.log('stream', text.length, text.slice(0, 10));

const progress: number[] = [];
const big = await client.get<ArrayBuffer>('/big', { responseType: 'arraybuffer', onDownloadProgress: ({ loaded }) => { progress.push(loaded); } });
console.log('big', big.data.byteLength, Buffer.isBuffer(big.data), progress.at(-1));
console.log('~', progress.join());
console.log('redirect', (await client.get<{ url: string }>('/redirect')).data.url);
const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => client.get<{ n: string }>(`/wait?n=${i}`).then(({ data }) => { console.log('~', data.n); return data.n; })));
console.log(answers.join());
