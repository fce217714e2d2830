// A client of the payment service (../server.mjs).
import { randomUUID } from 'node:crypto';
import { Refusal, retrying } from './retry.js';

export interface Payment {
  readonly order: string;
  readonly cents: number;
}

export interface Charge extends Payment {
  readonly id: number;
}

const TIMEOUT = 400;
const PATIENCE = { attempts: 10, base: 20, cap: 100 };

/** Charges a customer. A service that is busy, slow or gone is asked again. */
export function pay(service: string, payment: Payment): Promise<Charge> {
  return retrying(() => post(service, payment), PATIENCE);
}

/** The service charges once for an idempotency key, however often it gets the key. */
async function post(service: string, payment: Payment): Promise<Charge> {
  const reply = await fetch(`${service}/charges`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(payment),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (reply.status >= 500) throw new Error(`the payment service answers ${reply.status}`);
  if (!reply.ok) throw new Refusal(`the payment service refuses: ${reply.status}`);
  return await reply.json() as Charge;
}

/** All charges for an order, as the service has them. */
export async function charges(service: string, order: string): Promise<Charge[]> {
  const reply = await fetch(`${service}/charges?order=${encodeURIComponent(order)}`);
  return await reply.json() as Charge[];
}
