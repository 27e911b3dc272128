/** Where there is no `/proc`: answers the bench's question for this process's time (ms) and memory (MB). */
process.on('message', (message) => {
  if (message !== 'usage') return;
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  process.send?.({ cpu: (userCPUTime + systemCPUTime) / 1000, rss: process.memoryUsage.rss() / 1_048_576 });
});
process.channel?.unref();
