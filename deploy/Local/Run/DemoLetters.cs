using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MimeKit;

namespace BusinessFocus.Local.Run;

/// <summary>The letters that the demo's people get, which have links that nothing else tells.</summary>
/// <param name="folder">Null where mail goes to a server of the user's: then nobody of the demo reads any.</param>
public sealed partial class DemoLetters(string? folder)
{
    public bool AreRead => folder is not null;

    /// <summary>Where a link leads that an address was sent, for instance <c>/surveys/{token}</c>; waits for the letter.</summary>
    /// <param name="begin">How its path begins, below <c>/api/v1</c>.</param>
    public async Task<string> LinkAsync(string address, string begin, CancellationToken cancellationToken) =>
        (await DemoClient.UntilAsync(() => FindAsync(address, begin, cancellationToken), $"a letter to {address}", cancellationToken)).GetValue<string>();

    private async Task<JsonNode?> FindAsync(string address, string begin, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.GetFiles(folder!, "*.eml").OrderDescending(StringComparer.Ordinal))
        {
            var letter = await MimeMessage.LoadAsync(file, cancellationToken);
            if (letter.Headers["X-Envelope-To"] == address
                && Links().Matches(letter.TextBody ?? "").Select(link => link.Groups[1].Value).FirstOrDefault(path => path.StartsWith(begin, StringComparison.Ordinal)) is { } path)
            {
                return JsonValue.Create(path);
            }
        }

        return null;
    }

    [GeneratedRegex(@"https?://[^\s/]+/api/v1(/[^\s?>)]+)")]
    private static partial Regex Links();
}
