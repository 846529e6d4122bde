using System.Collections.Concurrent;
using MimeKit;

namespace BusinessFocus.Notifications.Tests;

/// <param name="Domains">Of its recipients.</param>
internal sealed record ReceivedMail(MimeMessage Message, IReadOnlyList<string> Domains);

/// <summary>What a mail server has received, each mail read once, however often a test looks whether it has come.</summary>
internal sealed class MailFolder(string folder) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ReceivedMail>> read = [];

    public string Folder => folder;

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal)];

    public ReceivedMail Read(string file) => read.GetOrAdd(file, new Lazy<ReceivedMail>(() =>
    {
        var message = MimeMessage.Load(file);
        return new ReceivedMail(message, [.. message.To.Mailboxes.Select(to => to.Domain)]);
    })).Value;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
