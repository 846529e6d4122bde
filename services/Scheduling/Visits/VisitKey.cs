using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>Makes and checks the tokens by which a company opens its request. All instances share the key.</summary>
public sealed class VisitKey
{
    private readonly byte[] key;

    private VisitKey(byte[] key) => this.key = key;

    /// <param name="folder">Where the key is kept; it is created when it is missing.</param>
    public static VisitKey Load(string folder) => new(Convert.FromHexString(
        KeyFile.Keep(Path.Combine(folder, "visits.key"), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32)))));

    public string TokenOf(VisitRequestId id) => ManageToken.For(id.Value, key);

    /// <summary>Whether whoever asks may see the request: by its token, or as an organiser.</summary>
    public bool Opens(VisitRequestId id, HttpContext context) => context.User.IsInRole(Roles.Organiser) || HasToken(id, context);

    public bool HasToken(VisitRequestId id, HttpContext context) => ManageToken.IsRight(context.Request.ManageToken(), id.Value, key);
}
