// NestJS: classes of the program that a container makes, by the metadata that the compiler notes of them.
import 'reflect-metadata';
import { Body, Controller, Get, HttpCode, Inject, Injectable, Module, NotFoundException, Param, Post, UseGuards, UseInterceptors, type CallHandler, type CanActivate, type ExecutionContext, type NestInterceptor, type OnModuleInit, type PipeTransform } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';

@Injectable()
class Store {
  readonly #items = new Map<number, string>();
  private last = 0;
  add(name: string): number { this.#items.set(++this.last, name); return this.last; }
  get(id: number): string | undefined { return this.#items.get(id); }
}
@Injectable()
class Guard implements CanActivate {
  // A class of the framework, which finds it by what the compiler notes of types.
  constructor(private readonly reflector: Reflector) {}
  canActivate(context: ExecutionContext): boolean { return this.reflector.get<string>('path', context.getClass()) === 'items' && (context.switchToHttp().getRequest<{ headers: Record<string, string> }>()).headers['x-key'] === 'k'; }
}
@Injectable()
class Timed implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const before = Date.now();
    return next.handle().pipe(map((data: unknown) => ({ data, took: Date.now() - before < 1_000 })));
  }
}
class Whole implements PipeTransform {
  transform(text: string): number {
    const value = Number(text);
    if (!Number.isInteger(value)) throw new NotFoundException('not a number');
    return value;
  }
}
@Controller('items')
@UseGuards(Guard)
class Items implements OnModuleInit {
  constructor(private readonly store: Store, @Inject('PREFIX') private readonly prefix: string) {}
  onModuleInit(): void { console.log('init', this.prefix, this.store instanceof Store); }
  @Get(':id') @UseInterceptors(Timed) one(@Param('id', Whole) id: number): { id: number; name: string } {
    const name = this.store.get(id);
    if (name === undefined) throw new NotFoundException();
    return { id, name };
  }
  @Post() @HttpCode(202) async add(@Body() body: { name: string }): Promise<{ id: number }> {
    await new Promise((done) => { setTimeout(done, 2); });
    return { id: this.store.add(this.prefix + body.name) };
  }
}
@Module({ controllers: [Items], providers: [Store, Guard, { provide: 'PREFIX', useFactory: async () => 'pre-' }] })
class App {}

const app = await NestFactory.create(App, { logger: false, abortOnError: false });
await app.listen(0, '127.0.0.1');
const url = await app.getUrl();
async function show(path: string, init: RequestInit = {}): Promise<void> {
  const response = await fetch(url + path, { ...init, headers: { 'x-key': 'k', 'content-type': 'application/json', ...init.headers } });
  console.log(response.status, await response.text());
}
await show('/items', { method: 'POST', body: '{"name":"a"}' });
await show('/items/1');
await show('/items/9');
await show('/items/x');
await show('/items/1', { headers: { 'x-key': 'no' } });
console.log(app.get(Store) instanceof Store, app.get(Store).get(1));
await app.close();
