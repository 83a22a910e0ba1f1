/** The report of an order's run, from what its queue has kept. */
import type { FarmOrder, FarmQueue } from '#contracts/farm';
import type { FarmReport } from '#contracts/farm-report';
import { shardsOf } from '#farm/index';
import { farmReportPage, farmSummary } from '#reports/index';
import { type GivenRates, reportOf, secretsOf } from '#watch/index';

export interface ReportRequest {
  readonly rates: GivenRates;
  readonly currency?: string;
}

/** @throws NearmissError NM7932 where a rate can't be */
export async function reportOrder(queue: FarmQueue, order: FarmOrder, request: ReportRequest): Promise<FarmReport> {
  const [receipts, failures, aside, states] = await Promise.all([
    queue.receipts(order.id, new Set()),
    queue.failures(order.id),
    queue.aside(order.id),
    queue.states(),
  ]);
  const complete = states.find((state) => state.order.id === order.id)?.merge === 'done';
  return reportOf({
    order,
    shards: shardsOf(order),
    receipts: [...receipts].map(([shard, receipt]) => ({ ...receipt, shard })),
    failures,
    aside,
    complete,
    secrets: secretsOf(process.env),
    ...request,
  });
}

export { farmReportPage, farmSummary };
