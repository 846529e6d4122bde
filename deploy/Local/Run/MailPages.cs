using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using MimeKit;

namespace BusinessFocus.Local.Run;

/// <summary>Received mail in a browser: the newest letters, each as its reader sees it. Only on this machine.</summary>
public sealed class MailPages : IAsyncDisposable
{
    private readonly WebApplication pages;
    private readonly string folder;

    private MailPages(string folder, int port)
    {
        this.folder = folder;
        Url = $"http://localhost:{port}/";
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.ListenLocalhost(port));
        pages = builder.Build();
        pages.Run(AnswerAsync);
    }

    public string Url { get; }

    public static async Task<MailPages> StartAsync(string folder, int port)
    {
        var shown = new MailPages(folder, port);
        await shown.pages.StartAsync();
        return shown;
    }

    public ValueTask DisposeAsync() => pages.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var page = path == "/" ? LetterPages.List(Newest(), context.Request.Query["to"])
            : path.StartsWith("/letters/", StringComparison.Ordinal) && FileOf(path["/letters/".Length..]) is { } file
                ? LetterPages.Letter(await MimeMessage.LoadAsync(file, context.RequestAborted), Path.GetFileName(file))
                : null;
        var response = context.Response;
        response.StatusCode = page is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'";
        await response.WriteAsync(page ?? LetterPages.NoLetter(), context.RequestAborted);
    }

    /// <summary>Only what is in the folder, whatever is asked for.</summary>
    private string? FileOf(string name) =>
        name == Path.GetFileName(name) && name.EndsWith(".eml", StringComparison.Ordinal) && File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;

    /// <summary>Their names begin with when they came.</summary>
    private IEnumerable<LetterPages.Entry> Newest()
    {
        foreach (var file in Directory.GetFiles(folder, "*.eml").OrderDescending(StringComparer.Ordinal))
        {
            using var content = File.OpenRead(file);
            var headers = new MimeParser(content).ParseHeaders();
            yield return new LetterPages.Entry(
                Path.GetFileName(file),
                headers["X-Envelope-To"] ?? headers[HeaderId.To] ?? "",
                headers[HeaderId.Subject] ?? "",
                File.GetLastWriteTime(file).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        }
    }
}
