/* bcryptprimitives.dll for Wine 8, which has none (Windows has had one since Vista). Programs written in Rust, such as the
 * encryption of tables, ask it for random bytes. */
#define SystemFunction036 NTAPI SystemFunction036 /* RtlGenRandom, as the header of old compilers forgets to say */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) { return RtlGenRandom(bytes, (ULONG)count); }
