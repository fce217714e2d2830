// commander with subcommands and options, and a prompt that reads stdin.
import { Command, InvalidArgumentError, Option } from 'commander';
import { input } from '@inquirer/prompts';
import { onExit } from 'signal-exit';

const program = new Command('tool').exitOverride().configureOutput({ writeErr: (text) => { console.log('err', text.trim()); } });
program.option('-v, --verbose', 'more', (_value, before: number) => before + 1, 0);
program.addOption(new Option('--size <n>', 'size').argParser((text) => {
  const n = Number(text);
  if (Number.isNaN(n)) throw new InvalidArgumentError('no number');
  return n;
}).default(1).env('TOOL_SIZE'));
program.command('greet').argument('<name>').option('--loud').action(async (name: string, options: { loud?: boolean }, command: Command) => {
  await Promise.resolve();
  console.log('greet', name, options, command.optsWithGlobals());
});
program.hook('preAction', (_this, action) => { console.log('before', action.name()); });
await program.parseAsync(['-v', '-v', '--size', '3', 'greet', 'ada', '--loud'], { from: 'user' });
for (const args of [['--size', 'x', 'greet', 'a'], ['unknown'], ['greet']]) {
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    console.log((error as { code: string }).code, (error as { exitCode: number }).exitCode);
  }
}
console.log(program.helpInformation().split('\n')[0]);

class Tool extends Command {
  override createCommand(name?: string): Command { console.log('made', name); return new Command(name); }
}
new Tool().command('sub <x>').action((x: string) => { console.log('sub', x); }).parse(['node', 'x', 'value']);

const name = await input({ message: 'Name?', default: 'nobody', validate: (text) => text.length > 1 || 'longer' });
console.log('answer', name);
onExit((code) => { console.log('exiting', code); });
process.on('exit', (code) => { console.log('exit', code); });
