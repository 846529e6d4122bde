using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>Makes and checks the tokens by which a company opens its request. All instances share the keys.</summary>
public sealed class VisitKey
{
    private VisitKey(RotatingKeys<byte[]> keys) => Keys = keys;

    public RotatingKeys<byte[]> Keys { get; }

    /// <param name="folder">Where the keys are kept; the first is created when there is none.</param>
    public static VisitKey Load(string folder, TimeProvider clock) => new(RotatingKeys.Secrets(folder, "visits", clock));

    public string TokenOf(VisitRequestId id) => ManageToken.For(id.Value, Keys.Current);

    /// <summary>Whether whoever asks may see the request: by its token, or as an organiser.</summary>
    public bool Opens(VisitRequestId id, HttpContext context) => context.User.IsInRole(Roles.Organiser) || HasToken(id, context);

    public bool HasToken(VisitRequestId id, HttpContext context) => ManageToken.IsRight(context.Request.ManageToken(), id.Value, Keys.All);
}
