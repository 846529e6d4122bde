using System.Text;

namespace BusinessFocus.Domain.Calendars;

/// <summary>Somebody in a calendar file: who organises or who comes.</summary>
/// <param name="Address">An e-mail address.</param>
public sealed record CalendarUser(string Name, string Address)
{
    /// <summary>What RFC 6068 (2) leaves of an address as it is; everything else means something in a URI, or cannot stand in one.</summary>
    private const string Unescaped = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*+,:@";

    /// <summary>The address as a URI (RFC 6068).</summary>
    internal string Mailto
    {
        get
        {
            var uri = new StringBuilder("mailto:");
            foreach (var octet in Encoding.UTF8.GetBytes(Address))
            {
                _ = Unescaped.Contains((char)octet, StringComparison.Ordinal) ? uri.Append((char)octet) : uri.Append('%').Append(octet.ToString("X2", null));
            }

            return uri.ToString();
        }
    }
}
