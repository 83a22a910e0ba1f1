/** The benchmark problems, which the figures in `bench/rare` use too. */
export * from '#rare/known-problems';
