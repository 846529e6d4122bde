using BusinessFocus.Local.Infrastructure;

namespace BusinessFocus.Local.Run;

/// <summary>The mail server as a process of its own, which can be killed without anything else.</summary>
public static class ServeMail
{
    public static async Task<int> RunAsync(int port, string folder)
    {
        using var interruption = new Interruption();
        await using var server = MailServer.Start(folder, port);
        Console.WriteLine($"mail is kept in {folder}");
        try
        {
            await Task.Delay(Timeout.Infinite, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        return 0;
    }
}
