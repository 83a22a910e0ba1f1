/** A crew of child processes that share what there is to do. Who does what is nobody's business; a member that is gone is replaced. */
import { Child, type ChildOptions } from './process.js';

export interface CrewOptions<Order, Opened> extends Pick<ChildOptions<never>, 'entry' | 'onSaid'> {
  /** The first that every member is told. */
  readonly order: Order;
  /** How many members, by what the first one answered to that; at least 1. */
  readonly workers: (opened: Opened) => number;
}

export interface Crew<Task, Answer, Opened> {
  /** What the first member answered to the order. */
  readonly opened: Opened;
  readonly workers: number;
  /** Tasks are begun in the order they are given. @throws NearmissError NM7010 (exit 3) where the member is gone before it answers */
  ask(task: Task): Promise<Answer>;
  /** Tasks that are not answered yet fail. */
  close(): Promise<void>;
}

export type CrewAsked<Order, Task> = { readonly order: Order } | { readonly task: Task };

interface Waiting<Task, Answer> {
  readonly task: Task;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** The other members start with the work. @throws what the first one failed with */
export async function openCrew<Order, Task, Answer, Opened>(
  options: CrewOptions<Order, Opened>,
): Promise<Crew<Task, Answer, Opened>> {
  type Member = Child<CrewAsked<Order, Task>, Answer | Opened>;
  const { entry, onSaid, order } = options;
  const members = new Set<Member>();
  const free: Member[] = [];
  const waiting: Waiting<Task, Answer>[] = [];
  let working = 0;
  let closed = false;

  const start = (): Member => {
    const member: Member = new Child({ entry, serialization: 'advanced', ...(onSaid === undefined ? {} : { onSaid }) });
    members.add(member);
    return member;
  };
  const dismiss = async (member: Member): Promise<void> => {
    await member.stop();
    members.delete(member);
  };
  const ready = async (): Promise<Member> => {
    const one = free.pop();
    if (one !== undefined) return one;
    const member = start();
    try {
      await member.ask({ order });
      return member;
    } catch (error) {
      await dismiss(member);
      throw error;
    }
  };

  const first = start();
  const opened = (await first.ask({ order }).catch(async (error: unknown) => {
    await dismiss(first);
    throw error;
  })) as Opened;
  free.push(first);
  const workers = Math.max(1, options.workers(opened));

  async function work(): Promise<void> {
    working++;
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      let member: Member | undefined;
      try {
        member = await ready();
        one.resolve((await member.ask({ task: one.task })) as Answer);
      } catch (error) {
        one.reject(error);
      }
      if (member?.gone === true) await dismiss(member);
      else if (member !== undefined) free.push(member);
    }
    working--;
  }

  return {
    opened,
    workers,
    ask: (task) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('the crew is gone'));
        waiting.push({ task, resolve, reject });
        if (working < workers) void work();
      }),
    async close() {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('the crew is gone'));
      await Promise.all([...members].map(dismiss));
    },
  };
}
