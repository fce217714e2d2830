// A package tells the program of each listener that anybody adds. Of what writes the recording it hears nothing.
import { overhear } from 'overhearing';

process.stdout.write('from here on\n');
const heard: string[] = [];
overhear((name: string) => { heard.push(name); });
const work = (n: number) => {
  for (let i = 0; i < 40; i++) process.env[`STEP_${n}_${i}`] = `${Date.now() > 0} ${Math.random() < 2}`;
  if (n < 4) setTimeout(work, 60, n + 1);
  else process.stdout.write(`${heard.join()}.\n`);
};
work(0);
