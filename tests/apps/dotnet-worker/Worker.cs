namespace Ticker;

public class Worker(ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        for (var count = 1; !stopping.IsCancellationRequested; count++)
        {
            logger.LogInformation("ticked {Count} times", count);
            await Task.Delay(TimeSpan.FromSeconds(1), stopping);
        }
    }
}
