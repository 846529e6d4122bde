using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.SignIn;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Marten.Linq.MatchesSql;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>
/// Whoever answers for a webhook is written to when it is disabled: nobody else would see it. The letter is tried until a server takes it; one that went
/// just before a crash may go twice.
/// </summary>
public sealed partial class WebhookLetters(
    IDocumentStore store, DirectMail mail, PausedChannels paused, PlainLetters letters, Sender sender, TimeProvider clock, ILogger<WebhookLetters> log) : PollingService(clock, TimeSpan.FromSeconds(5))
{
    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        if (await paused.IsPausedAsync(Channels.Email, cancellationToken))
        {
            // Not inside the transaction below, which would be open as long.
            return;
        }

        IReadOnlyList<Guid> untold;
        await using (var reads = store.QuerySession())
        {
            untold = await reads.Query<Webhook>()
                .Where(webhook => webhook.MatchesSql("d.data ->> 'disabledBecause' is not null and d.data ->> 'isTold' is distinct from 'true'"))
                .Select(webhook => webhook.Id)
                .ToListAsync(cancellationToken);
        }

        await EachAsync(untold, TellAsync, (failure, _) => LogNotTold(log, failure), cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogNotTold(log, failure);

    private async Task TellAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();

        // One instance at a time: the other finds that it is told.
        await session.HoldOneAsync($"webhook letter {id}", cancellationToken);
        var told = await session.DecideAsync<Webhook>(id, ExpectedVersion.Any, webhook => DisableWebhook.DecideTold(webhook, Clock.GetUtcNow()), cancellationToken);
        if (told.Events.Count > 0)
        {
            await mail.SendAsync(Write(told.State), cancellationToken);
            await session.SaveChangesAsync(cancellationToken);
        }
    }

    private RenderedMessage Write(Webhook webhook)
    {
        var target = webhook.Target!;
        var isEnglish = target.Language == Languages.English;
        var host = new Uri(target.Url).Host;
        var subject = isEnglish ? $"Webhook disabled: {host}" : $"Webhook avstängd: {host}";
        var why = (webhook.DisabledBecause, isEnglish) switch
        {
            (WebhookDisabledBecause.Gone, true) => "The receiver answered 410: it does not want to be told anything more.",
            (WebhookDisabledBecause.Gone, false) => "Mottagaren svarade 410: den vill inte få veta mer.",
            (WebhookDisabledBecause.Failing, true) => "Nothing has arrived there for several days.",
            (WebhookDisabledBecause.Failing, false) => "Inget har kommit fram dit på flera dagar.",
            (_, true) => "The person who added it may do less than before, or has a new secret.",
            _ => "Den som satte upp den får göra mindre än förut, eller har fått en ny hemlighet.",
        };
        IReadOnlyList<IReadOnlyList<string>> paragraphs = isEnglish
            ? [[$"We no longer send events to {host}."], [why], ["We keep what happens now for 30 days. When the receiver works again, enable the webhook and send again what was missed."]]
            : [[$"Vi skickar inte längre händelser till {host}."], [why], ["Det som händer nu sparas i 30 dagar. När mottagaren fungerar igen: slå på webhooken och låt det som missades skickas igen."]];
        var docs = new LinkModel(isEnglish ? "How to do it" : "Så gör du", new Uri(sender.PublicUrl, "/docs").ToString());
        return letters.Write(Guid.CreateVersion7(), name: "", target.Email, target.Language, Clock.GetUtcNow(), subject, subject, paragraphs, [], docs);
    }

    [LoggerMessage(LogLevel.Warning, "Somebody could not be told that their webhook is disabled; it is tried again")]
    private static partial void LogNotTold(ILogger logger, Exception failure);
}
