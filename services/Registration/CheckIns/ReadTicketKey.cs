using BusinessFocus.Registration.Keys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>What a door without a network verifies tickets with.</summary>
/// <param name="Algorithm">ES256: ECDSA on P-256 with SHA-256, the signature as r and s after each other, 64 bytes (IEEE P1363).</param>
/// <param name="PublicKey">SubjectPublicKeyInfo as PEM: of the key that signs now.</param>
/// <param name="Format">How a ticket is made up, in words.</param>
/// <param name="PublicKeys">All that a ticket may be signed with: that one first, then the next one, where there is one, and those before.</param>
public sealed record TicketKeyView(string Algorithm, string PublicKey, string Format, IReadOnlyList<string> PublicKeys);

/// <summary>
/// <c>GET /tickets/key</c>: for anyone. A door without a network checks signatures of tickets with it. It does not tell whether a ticket still has a
/// seat.
/// </summary>
public static class ReadTicketKeyEndpoint
{
    private const string Format = "base64url(registration id, 16 bytes big-endian || signature of those 16 bytes)";

    public static void MapReadTicketKey(this RouteGroupBuilder api) =>
        api.MapGet("/tickets/key", Ok<TicketKeyView> (RegistrationKeys keys) =>
            {
                var shown = keys.Tickets.All.Select(key => key.ExportSubjectPublicKeyInfoPem()).ToList();
                return TypedResults.Ok(new TicketKeyView("ES256", shown[0], Format, shown));
            })
            .WithTags("Check-in")
            .WithName("ticketKey")
            .WithSummary("Read the key that tickets are verified with");
}
