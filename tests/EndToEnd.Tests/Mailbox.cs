using BusinessFocus.Testing;
using MimeKit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>The mail that a real SMTP server has received, as files in a folder.</summary>
public sealed class Mailbox(string folder)
{
    public IReadOnlyList<MimeMessage> For(string address) =>
        Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal)
            .Select(file => MimeMessage.Load(file))
            .Where(message => message.To.Mailboxes.Any(to => to.Address == address))
            .ToList();

    /// <summary>The first mail to somebody that is like this.</summary>
    public Task<MimeMessage> NextAsync(string address, Func<MimeMessage, bool>? matching = null) =>
        Eventually.ValueAsync(
            () => Task.FromResult(For(address).FirstOrDefault(message => matching is null || matching(message))),
            what: $"a mail to {address}; received: {string.Join(" | ", For(address).Select(message => message.Subject))}");
}
