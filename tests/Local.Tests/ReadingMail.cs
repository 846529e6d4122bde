using System.Net;
using BusinessFocus.Local.Run;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

public sealed class ReadingMail : IDisposable
{
    private const string Letter =
        """
        X-Envelope-To: asa@foretag.example
        From: Business Focus <festival@lerum.example>
        To: asa@foretag.example
        Subject: =?utf-8?Q?Din_kod_=C3=A4r?= 123 456
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        Koden: 123 456 https://lerum.example/a?b=1&c=2
        --b
        Content-Type: text/html; charset=utf-8

        <p onclick="alert('x')">Koden</p>
        --b--
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("mail").FullName;

    [Fact]
    public async Task Letters_are_listed_found_by_address_and_shown_in_a_frame_without_script()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "1.eml"), Letter, TestContext.Current.CancellationToken);
        await using var pages = await MailPages.StartAsync(folder, FreePort.Next());
        using var browser = new HttpClient { BaseAddress = new Uri(pages.Url) };

        (await ReadAsync(browser, "/")).ShouldContain("Din kod &#228;r 123 456");
        (await ReadAsync(browser, "/?to=asa")).ShouldContain("/letters/1.eml");
        (await ReadAsync(browser, "/?to=nobody")).ShouldNotContain("/letters/1.eml");
        var letter = await ReadAsync(browser, "/letters/1.eml");
        letter.ShouldContain("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"");
        letter.ShouldContain("&lt;p onclick=");
        letter.ShouldNotContain("<p onclick=");
        letter.ShouldContain("<a href=\"https://lerum.example/a?b=1&amp;c=2\"");
    }

    [Theory]
    [InlineData("/letters/2.eml")]
    [InlineData("/letters/..%2Fsecrets%2Fkey.eml")]
    [InlineData("/letters/%2Fetc%2Fpasswd")]
    [InlineData("/other")]
    public async Task Nothing_else_is_shown(string path)
    {
        await using var pages = await MailPages.StartAsync(folder, FreePort.Next());
        using var browser = new HttpClient { BaseAddress = new Uri(pages.Url) };

        (await browser.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Task<string> ReadAsync(HttpClient browser, string path) => browser.GetStringAsync(path, TestContext.Current.CancellationToken);
}
