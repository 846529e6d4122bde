using System.Buffers;
using System.Buffers.Text;
using BusinessFocus.Hosting.Http;

namespace BusinessFocus.Web.Stars;

/// <summary>The activities that a visitor keeps: without an account, in this browser. A cookie says which, and so does an address.</summary>
/// <param name="Activities">The newest last; each once.</param>
public sealed record Starred(IReadOnlyList<Guid> Activities)
{
    /// <summary>As many as a cookie has room for, with some to spare.</summary>
    public const int Most = 100;

    private const string Cookie = "mina-val";
    private const int LengthOfOne = 22;

    public static Starred Nothing { get; } = new([]);

    public bool IsEmpty => Activities.Count == 0;

    public bool Has(Guid activity) => Activities.Contains(activity);

    /// <summary>With one more; where there are too many, the oldest goes.</summary>
    public Starred With(Guid activity) => Has(activity) ? this : new([.. Activities.Append(activity).TakeLast(Most)]);

    public Starred Without(Guid activity) => new([.. Activities.Where(each => each != activity)]);

    /// <summary>As it stands in a cookie and in an address.</summary>
    public string Code => string.Concat(Activities.Select(activity => Base64Url.EncodeToString(activity.ToByteArray(bigEndian: true))));

    /// <summary>What cannot be read of it is left out: a link that was cut off still shows the rest.</summary>
    public static Starred Of(string? code)
    {
        var activities = new List<Guid>();
        Span<byte> id = stackalloc byte[16];
        for (var at = 0; code is not null && at + LengthOfOne <= code.Length && activities.Count < Most; at += LengthOfOne)
        {
            if (Base64Url.DecodeFromChars(code.AsSpan(at, LengthOfOne), id, out _, out var written) == OperationStatus.Done && written == id.Length)
            {
                activities.Add(new Guid(id, bigEndian: true));
            }
        }

        return new([.. activities.Distinct()]);
    }

    /// <summary>In the browser that asks, whose page is not everybody's then.</summary>
    public static Starred In(HttpContext context)
    {
        context.Response.Headers.Append("Vary", "Cookie");
        return Of(context.Request.Cookies[Cookie]);
    }

    public void Keep(HttpContext context)
    {
        var settings = context.RequestServices.GetRequiredService<IConfiguration>();
        context.Response.Cookies.Append(Cookie, Code, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = settings.PublicUrl().StartsWith("https:", StringComparison.Ordinal),
            Path = "/",
            MaxAge = IsEmpty ? TimeSpan.Zero : TimeSpan.FromDays(365),
        });
    }
}
