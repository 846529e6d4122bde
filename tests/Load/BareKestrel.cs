using System.Diagnostics;
using System.Globalization;
using BusinessFocus.Manifest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Load;

/// <summary>The baseline of a read: Kestrel with a static file and nothing else, in a process of its own.</summary>
public sealed class BareKestrel : IDisposable
{
    public const string Command = "bare-kestrel";

    private readonly Process process;

    private BareKestrel(Process process, Uri file) => (this.process, File) = (process, file);

    public Uri File { get; }

    public static async Task ServeAsync(int port, string file)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        var app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.GetDirectoryName(Path.GetFullPath(file))!),
            ServeUnknownFileTypes = true,
        });
        await app.RunAsync();
    }

    public static async Task<BareKestrel> StartAsync(byte[] content)
    {
        var folder = Directory.CreateTempSubdirectory("bare-kestrel");
        var file = Path.Combine(folder.FullName, "content.bin");
        await System.IO.File.WriteAllBytesAsync(file, content);
        var port = FreePort.Next();
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(BareKestrel).Assembly.Location, Command, port.ToString(CultureInfo.InvariantCulture), file]))!;
        var address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/content.bin");
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(address);
                return new BareKestrel(process, address);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
