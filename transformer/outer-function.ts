// What an annotated function has outside of its body: the same for both printers.

import type { AnnotatedEdit, HelperNames } from './edits.js';

/** A parameter of the outer function. */
interface OuterParameter {
  readonly name: string;
  readonly kind: AnnotatedEdit['parameters'][number];
}

/** The outer function's parameters, named after the hooks, which the file does not mention. */
export function outerParameters({ parameters }: AnnotatedEdit, { hooks }: HelperNames): readonly OuterParameter[] {
  return parameters.map((kind, i) => ({ name: `${hooks}${i}`, kind }));
}

/** Parameters, receiver and list of arguments as text. */
export function outerText(edit: AnnotatedEdit, names: HelperNames): { readonly parameters: string; readonly receiver: string; readonly list: string } {
  const parameters = outerParameters(edit, names);
  const arrow = edit.form === 'arrow';
  return {
    parameters: parameters.map(({ name, kind }) => (kind === 'rest' ? `...${name}` : kind === 'default' ? `${name} = void 0` : name)).join(', '),
    receiver: arrow && !edit.usesThis ? 'void 0' : 'this',
    list: arrow ? `[${parameters.map(({ name, kind }) => (kind === 'rest' ? `...${name}` : name)).join(', ')}]` : 'arguments',
  };
}
