using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>What an organiser said for a whole edition.</summary>
/// <param name="Version">The edition's in Scheduling: an older one is ignored.</param>
public sealed record EditionSetting(EditionId Id, ConfirmAddress ConfirmAddress, long Version)
{
    /// <returns>Null when it is not news.</returns>
    public static EditionSetting? Learn(EditionSetting? known, AddressConfirmationChosen chosen) =>
        known?.Version >= chosen.Version ? null : new EditionSetting(chosen.EditionId, chosen.ConfirmAddress, chosen.Version);
}

/// <summary>
/// An in-memory copy of the settings, read before the first request and again every few seconds, so that a registration costs no query
/// for them.
/// </summary>
public sealed partial class EditionSettings(IDocumentStore store, TimeProvider clock, ILogger<EditionSettings> log)
    : PollingService(clock, TimeSpan.FromSeconds(2)), IStartupTask
{
    private volatile Dictionary<EditionId, ConfirmAddress> known = [];
    private volatile Dictionary<EditionId, string?> consents = [];

    public ConfirmAddress? ConfirmAddressOf(EditionId edition) => known.TryGetValue(edition, out var said) ? said : null;

    /// <summary>See <see cref="EditionConsent.Hash"/>; null also where nobody has said anything.</summary>
    public string? ConsentOf(EditionId edition) => consents.GetValueOrDefault(edition);

    public Task RunAsync(CancellationToken cancellationToken) => PollAsync(cancellationToken);

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        known = (await session.Query<EditionSetting>().ToListAsync(cancellationToken)).ToDictionary(setting => setting.Id, setting => setting.ConfirmAddress);
        consents = (await session.Query<EditionConsent>().ToListAsync(cancellationToken)).ToDictionary(consent => consent.Id, consent => consent.Hash);
    }

    protected override void LogFailure(Exception failure) => LogFailure(log, failure);

    [LoggerMessage(LogLevel.Warning, "The editions' settings could not be read; the ones read before are used")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
