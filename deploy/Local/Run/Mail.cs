using System.Globalization;
using BusinessFocus.Local.Infrastructure;

namespace BusinessFocus.Local.Run;

/// <summary>Where mail goes: a server of our own that keeps it, or the one that SMTP_HOST and SMTP_PORT name.</summary>
public sealed class Mail(SmtpAddress address, string? folder, MailServer? server, MailPages? pages) : IAsyncDisposable
{
    public SmtpAddress Address => address;

    /// <summary>Where received mail can be read; null when it goes to the user's own server.</summary>
    public string? Folder => folder;

    /// <summary>Where received mail is shown; null likewise.</summary>
    public string? Page => pages?.Url;

    public static async Task<Mail> StartAsync(string data, Action<string> log)
    {
        var host = Environment.GetEnvironmentVariable("SMTP_HOST");
        if (!string.IsNullOrEmpty(host))
        {
            var given = Environment.GetEnvironmentVariable("SMTP_PORT") is { Length: > 0 } value ? value : "25";
            var port = int.TryParse(given, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"SMTP_PORT is a number, not {given}.");
            log($"mail goes to {host}:{port}");
            return new Mail(new SmtpAddress(host, port), null, null, null);
        }

        var folder = Path.Combine(data, "mail");
        var secrets = new Secrets(Path.Combine(data, "secrets"));
        var server = MailServer.Start(folder, secrets.Port("smtp-port"));
        var pages = await MailPages.StartAsync(folder, secrets.Port("mail-page-port"));
        log($"mail is kept in {folder}");
        return new Mail(new SmtpAddress("127.0.0.1", server.Port), folder, server, pages);
    }

    public async ValueTask DisposeAsync()
    {
        await (pages?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
