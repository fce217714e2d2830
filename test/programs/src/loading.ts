// While an import() is pending the host's loader is waited for; afterwards all is as cheap as before.
import { later, made } from 'microtasks';

async function turns(count: number): Promise<number> {
  const before = made();
  for (let i = 0; i < count; i++) await new Promise<void>((resolve) => { later(() => { resolve(); }); });
  return made() - before;
}

async function main(): Promise<void> {
  await turns(50);
  const before = await turns(200);
  const { default: { late } } = await import('late');
  const after = await turns(200);
  await import('nothing-of-this-name').catch((error: unknown) => { console.log((error as { code: string }).code); });
  const afterFailure = await turns(200);
  console.log(late, after < before * 1.5, afterFailure < before * 1.5);
}

void main();
