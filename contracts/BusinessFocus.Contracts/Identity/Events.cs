namespace BusinessFocus.Contracts.Identity;

/// <summary>Somebody has an account now, and signs in by a code that is mailed to this address.</summary>
/// <param name="Email">Personal data.</param>
/// <param name="Name">Personal data.</param>
/// <param name="Language">"sv" or "en".</param>
public sealed record AccountInvited(AccountId AccountId, string Email, string Name, string Language, DateTimeOffset At);

/// <summary>An account may do something.</summary>
/// <param name="Role">As the access token's <c>role</c> claim says it.</param>
/// <param name="From">UTC.</param>
/// <param name="Until">UTC; null for as long as nobody takes it back.</param>
public sealed record AccessGranted(AccountId AccountId, string Role, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset At);

/// <summary>
/// An account or a client may do less than before, or nothing: its access tokens that were issued until then are refused. Whoever may
/// still do something gets a new one.
/// </summary>
/// <param name="Subject">The <c>sub</c> of the tokens.</param>
/// <param name="At">UTC: tokens that were issued then or before.</param>
/// <param name="ForgetAt">UTC: none of them is valid by itself any more.</param>
/// <param name="SessionId">Where one session ended: the <c>sid</c> of its tokens, and the others of the subject are good; null for all of them.</param>
public sealed record AccessRevoked(string Subject, DateTimeOffset At, DateTimeOffset ForgetAt, SessionId? SessionId = null);

/// <summary>
/// Somebody who has an account wants to sign in: the code goes to their address, at once. It opens nothing without the browser that
/// asked for it.
/// </summary>
/// <param name="SignInId">Of this attempt.</param>
/// <param name="Email">Personal data.</param>
/// <param name="Name">Personal data.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Code">Six digits. Whoever receives it stores and logs it nowhere.</param>
/// <param name="ExpiresAt">UTC: after that there is nothing to send.</param>
public sealed record SignInCodeRequested(Guid SignInId, string Email, string Name, string Language, string Code, DateTimeOffset ExpiresAt);

/// <summary>A device signs somebody in from now on, or does not any more. They are told, since it may have been somebody else who reads their mail.</summary>
/// <param name="Email">Personal data.</param>
/// <param name="Name">Personal data.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Device">What the person knows it by, for instance "Firefox, Android"; may be empty.</param>
/// <param name="IsAdded">Else it was removed.</param>
public sealed record PasskeyChanged(AccountId AccountId, string Email, string Name, string Language, string Device, bool IsAdded, DateTimeOffset At);

/// <summary>What the person of an account is called, for those who show who did something.</summary>
/// <param name="Name">Personal data; null once they have left, and whoever kept it forgets it.</param>
/// <param name="Version">Of the account: what is older than what is known is not news.</param>
/// <param name="At">UTC.</param>
public sealed record AccountNamed(AccountId AccountId, string? Name, long Version, DateTimeOffset At);
