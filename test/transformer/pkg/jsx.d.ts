export function h(type: unknown, props: unknown, ...children: unknown[]): unknown;
export const Fragment: string;
export function Panel(props: { title?: unknown; children?: unknown }): any;
