// Plan to text edits. The text keeps its language, its types, its comments and its lines: line numbers stay as they
// are. All that is known of the source is in the plan.

import MagicString from 'magic-string';
import type { AnnotatedEdit, AsyncEdit, CallEdit, CatchEdit, ConstructEdit, DynamicImportEdit, Edit, ForAwaitEdit, Plan, Receiver, RootCallEdit, Span } from './edits.js';
import type { ModuleFacts } from './module-facts.js';
import { hiddenText } from './hidden-members.js';
import { outerText } from './outer-function.js';
import { headerText } from './text-header.js';
import { constantsOf, exportedConstant, importAndExport } from './text-reexport.js';

/** Applies a plan to the text it was made from, which has no byte order mark. */
export function printText(text: string, plan: Plan, facts: ModuleFacts): MagicString {
  return new TextPrinter(text, plan).print(facts);
}

class TextPrinter {
  private readonly output: MagicString;
  /** What goes before a token, by its offset, from the outermost edit to the innermost. */
  private readonly prefixes = new Map<number, string>();
  /** Tokens that come out as something else, by their offset. */
  private readonly tokens = new Map<number, { readonly end: number; readonly text: string }>();

  constructor(private readonly text: string, private readonly plan: Plan) {
    this.output = new MagicString(text);
  }

  print(facts: ModuleFacts): MagicString {
    for (const edit of this.plan.edits) this.edit(edit);
    for (const offset of new Set([...this.prefixes.keys(), ...this.tokens.keys()])) this.flush(offset);
    this.output.appendLeft(this.plan.header, headerText(this.text, this.plan, facts));
    return this.output;
  }

  /** Added text before a token becomes one with it, so that the source map leads to the token. */
  private flush(offset: number): void {
    const token = this.tokens.get(offset) ?? { end: offset + 1, text: this.text.charAt(offset) };
    const prefix = this.prefixes.get(offset) ?? '';
    // `return(x)` needs no space, `return_$()` would.
    const space = prefix !== '' && !prefix.startsWith('(') && isLetter(this.text.charCodeAt(offset - 1)) ? ' ' : '';
    this.output.update(offset, token.end, space + prefix + token.text);
  }

  private before(offset: number, text: string): void {
    this.prefixes.set(offset, (this.prefixes.get(offset) ?? '') + text);
  }

  /** Edits come from the outermost to the innermost, so what a later one adds ends first. */
  private after(offset: number, text: string): void {
    this.output.prependLeft(offset, text);
  }

  private token(offset: number, end: number, text: string): void {
    this.tokens.set(offset, { end, text });
  }

  /** A space, unless there is one at the offset. */
  private spaceBefore(offset: number): string {
    return this.text.charAt(offset).trim() === '' ? '' : ' ';
  }

  private around(span: Span, before: string, after: string): void {
    this.before(span.start, before);
    this.after(span.end, after);
  }

  private move(span: Span, to: number): void {
    if (span.start !== to) this.output.move(span.start, span.end, to);
  }

  private hook(name: string): string {
    return `${this.plan.names.hooks}().${name}`;
  }

  private view(name: string): string {
    return `${this.hook('v')}(${name})`;
  }

  private get rethrow(): string {
    const { error } = this.plan.names;
    return `catch (${error}) { throw ${this.view(error)}; }`;
  }

  private edit(edit: Edit): void {
    switch (edit.kind) {
      case 'ref': return this.reference(edit, `${this.hook('ref')}(${edit.slot}, ${edit.name})`);
      case 'tag': return this.token(edit.start, edit.end, `${this.plan.names.hooks}.t.${edit.name}`);
      case 'leaf': {
        const root = `${this.hook('l')}(${edit.site}, ${edit.slot}, ${edit.name})`;
        return this.token(edit.start, edit.end, edit.constructed ? `(${root})` : root);
      }
      case 'path': return this.reference(edit, `${this.hook('path')}(${edit.name})`);
      case 'meta': return this.around(edit, `${this.hook('meta')}(`, ')');
      case 'require': return this.around(edit, `${this.hook('ref')}(${edit.slot}, `, ')');
      case 'call': return this.call(edit);
      case 'rootCall': return this.rootCall(edit);
      case 'construct': return this.construct(edit);
      case 'dynamicImport': return this.dynamicImport(edit);
      case 'await':
        this.around(edit, `${this.hook('v')}(`, ')');
        return this.around(edit.operand, `${this.hook('a')}(`, ')');
      case 'decorator': return this.around(edit.expression, '(', ')');
      case 'forAwait': return this.forAwait(edit);
      case 'catch': return this.catchClause(edit);
      case 'async': return this.asyncBody(edit);
      case 'annotated': return this.annotated(edit);
      case 'hidden': return this.before(edit.end - 1, hiddenText(edit, this.plan.names));
      case 'reexport':
        for (const name of edit.names) {
          if (edit.from === null) this.token(name.start, name.end, exportedConstant(this.text, name));
          if (name.local !== null) this.after(name.local.end, constantsOf(this.text, this.plan, name));
        }
        if (edit.from !== null) this.token(edit.start, edit.end, importAndExport(this.text, this.plan, edit, edit.from));
    }
  }

  private reference(edit: Span & { readonly name: string; readonly shorthand: boolean }, text: string): void {
    this.token(edit.start, edit.end, edit.shorthand ? `${edit.name}: ${text}` : text);
  }

  private call(edit: CallEdit): void {
    this.before(edit.start, `${this.hook(edit.empty ? 'call0' : 'call')}(${edit.site}, `);
    this.token(edit.open, edit.open + 1, `, ${this.receiver(edit.receiver)}${edit.empty ? '' : ', ['}`);
    if (!edit.empty) this.token(edit.end - 1, edit.end, '])');
  }

  private rootCall(edit: RootCallEdit): void {
    this.before(edit.start, `${this.hook('f')}(${edit.site}, ${edit.slot}, `);
    this.token(edit.open, edit.open + 1, edit.empty ? '' : ', [');
    if (!edit.empty) this.token(edit.end - 1, edit.end, '])');
  }

  private receiver({ slot, name, members }: Receiver): string {
    return [`${this.hook('ref')}(${slot}, ${name})`, ...members].join('.');
  }

  private construct(edit: ConstructEdit): void {
    const keyword = edit.start + 'new'.length;
    const hook = edit.slot === null ? `${this.hook('construct')}(${edit.site},` : `${this.hook('n')}(${edit.site}, ${edit.slot},`;
    this.token(edit.start, keyword, hook + this.spaceBefore(keyword));
    if (edit.open === null) return this.after(edit.end, ', [])');
    this.token(edit.open, edit.open + 1, ', [');
    this.token(edit.end - 1, edit.end, '])');
  }

  private dynamicImport(edit: DynamicImportEdit): void {
    const { specifier, options } = this.plan.names;
    const keyword = edit.start + 'import'.length;
    const hook = `${this.hook('dynamicImport')}(${edit.site}, `;
    if (edit.literal) {
      const text = this.text.slice(edit.specifier.start, edit.specifier.end);
      const end = edit.program ? ', true)' : ')';
      if (edit.options === null) return this.around(edit, `${hook}${text}, () => `, end);
      this.token(edit.start, keyword, `${hook}${text}, ((${specifier}, ${options}) => () => import(${text}, ${options}))`);
      return this.after(edit.end, end);
    }
    const load = (inner: string): string => `(${specifier}) => import(${specifier}${inner})`;
    this.token(edit.start, keyword, this.hook('dynamicImport'));
    this.token(edit.open, edit.open + 1, `(${edit.site}, `);
    if (edit.options === null) this.after(edit.specifier.end, `, ${load('')}`);
    else this.around(edit.options, `((${options}) => ${load(`, ${options}`)})(`, ')');
  }

  private forAwait(edit: ForAwaitEdit): void {
    const { item } = this.plan.names;
    const { declaration, initializer, target, body } = edit;
    const loop = `const ${item}${this.spaceBefore(target.end)}`;
    // Stays where the target was; the target goes into the body.
    if (declaration !== null) this.token(initializer.start, target.start, loop);
    else this.output.appendLeft(target.start, loop);
    this.around(target, `{ ${declaration === null ? '(' : `${declaration} `}`, ` = ${this.view(item)}${declaration === null ? ')' : ''}; `);
    this.move(target, body.start);
    this.around(edit.iterable, `${this.hook('iterate')}(`, ')');
    this.after(body.end, ' }');
  }

  private catchClause(edit: CatchEdit): void {
    const { name, binding, block } = edit;
    if (name !== null) return this.token(block.start, block.start + 1, `{ ${name} = ${this.view(name)};`);
    const { error } = this.plan.names;
    this.output.appendLeft(binding.start, error);
    this.around(binding, '{ let ', ` = ${this.view(error)}; `);
    this.move(binding, block.start);
    this.after(block.end, ' }');
  }

  private annotated(edit: AnnotatedEdit): void {
    const { form, async, star } = edit;
    const outer = outerText(edit, this.plan.names);
    const call = `${this.hook(edit.hook)}(${edit.site}, ${outer.receiver}, ${outer.list}, `;
    if (form === 'arrow') return this.around(edit, `(${outer.parameters}) => ${call}`, ')');
    this.after(edit.end, '); }');
    if (form === 'function') return this.before(edit.head, `function ${edit.name}(${outer.parameters}) { return ${call}`);
    if (async !== null) this.token(async.start, async.end, edit.semicolon ? ';' : '');
    if (star !== null) this.token(star.start, star.end, '');
    this.before(edit.open, `(${outer.parameters}) { return ${call}${async === null ? '' : 'async '}${form === 'method' ? '' : 'function* '}`);
    if (form === 'generator-method') return;
    if (edit.thisParameter !== null) this.output.remove(edit.thisParameter.start, edit.thisParameter.end);
    this.before(edit.body.start, '=> ');
  }

  private asyncBody(edit: AsyncEdit): void {
    const { statements } = edit;
    if (edit.expression) return this.around(edit, '{ try { return ', `; } ${this.rethrow} }`);
    if (statements === null) return;
    this.around(statements, 'try { ', ` } ${this.rethrow}`);
    for (const declaration of edit.hoisted) if (declaration.start > statements.start) this.move(declaration, statements.start);
  }
}

/** All keywords that an expression may follow end in one of these. */
function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}
