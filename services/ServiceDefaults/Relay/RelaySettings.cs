using Microsoft.Extensions.Configuration;

namespace BusinessFocus.ServiceDefaults.Relay;

/// <param name="ConfirmWithin">
/// How long the broker has for its confirms of a page before the page is published again: setting <c>Relay:ConfirmWithin</c>, 30 seconds.
/// </param>
public sealed record RelaySettings(TimeSpan ConfirmWithin)
{
    public static RelaySettings From(IConfiguration configuration) =>
        new(configuration.GetValue("Relay:ConfirmWithin", TimeSpan.FromSeconds(30)));
}
